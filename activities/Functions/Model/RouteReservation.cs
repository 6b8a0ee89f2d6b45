namespace Orchestrator.Activities.Functions.Model;

/// <summary>Says which function of a tenant has a route; the document's id is the route.</summary>
public sealed record RouteReservation(string Function);
