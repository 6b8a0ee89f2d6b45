using FluentMigrator.Builders;
using FluentMigrator.Infrastructure;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Column types that mean the same on both databases.</summary>
internal static class ColumnTypes
{
    /// <summary>TEXT without a limit.</summary>
    public static TNext AsText<TNext>(this IColumnTypeSyntax<TNext> column) where TNext : IFluentSyntax => column.AsString(int.MaxValue);

    /// <summary>BIGINT, Unix microseconds.</summary>
    public static TNext AsMicroseconds<TNext>(this IColumnTypeSyntax<TNext> column) where TNext : IFluentSyntax => column.AsInt64();

    /// <summary>INTEGER, 0 or 1.</summary>
    public static TNext AsFlag<TNext>(this IColumnTypeSyntax<TNext> column) where TNext : IFluentSyntax => column.AsInt32();

    /// <summary>BLOB, bytea.</summary>
    public static TNext AsBlob<TNext>(this IColumnTypeSyntax<TNext> column) where TNext : IFluentSyntax => column.AsBinary(int.MaxValue);
}
