import { ChangeDetectionStrategy, Component, ElementRef, afterRenderEffect, computed, input, signal, untracked, viewChild } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { FlowGraph, FlowNode } from '../../lib/flow';
import { boundsOf, edgePaths } from '../../lib/flow-geometry';
import { Span } from '../../lib/timeline';
import { isVisitedEdge, visitedNodes } from '../../lib/visits';

/** A definition as a picture. Where an instance's spans are given, what it reached is painted. */
@Component({
  selector: 'app-flow-picture',
  imports: [ClrIcon],
  templateUrl: './flow-picture.component.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FlowPictureComponent {
  readonly graph = input.required<FlowGraph>();
  readonly spans = input<readonly Span[] | undefined>();
  readonly name = input('workflow');

  protected readonly zoom = signal(1);
  protected readonly bounds = computed(() => boundsOf(this.graph()));
  protected readonly viewBox = computed(() => {
    const { x, y, width, height } = this.bounds();
    return `${x} ${y} ${width} ${height}`;
  });
  private readonly visits = computed(() => visitedNodes(this.graph(), this.spans() ?? []));
  protected readonly nodes = computed(() => this.graph().nodes.map((node) => ({ node, visit: this.visits().get(node.id) })));
  protected readonly edges = computed(() =>
    edgePaths(this.graph()).map((edge) => ({ ...edge, visited: isVisitedEdge(edge.edge, this.visits()) })),
  );
  protected readonly summary = computed(() => {
    const { nodes } = this.graph();
    const steps = nodes.map(({ id, title }) => {
      const visit = this.visits().get(id);
      return visit ? `${title} (${visit.status})` : title;
    });
    return `Picture of ${this.name()}: ${steps.join(', ')}.`;
  });

  private readonly scroll = viewChild<ElementRef<HTMLElement>>('scroll');
  private fitted = '';

  constructor() {
    afterRenderEffect(() => {
      const [frame, box] = [this.scroll()?.nativeElement, this.viewBox()];
      if (frame && frame.clientWidth > 0 && box !== this.fitted) {
        this.fitted = box;
        untracked(() => this.zoom.set(Math.min(1, Math.max(0.7, (frame.clientWidth - 40) / this.bounds().width))));
      }
    });
  }

  protected scale(factor: number): void {
    this.zoom.update((zoom) => Math.min(2, Math.max(0.4, zoom * factor)));
  }

  protected short(text: string, most: number): string {
    return text.length > most ? `${text.slice(0, most - 1)}…` : text;
  }

  protected hint(node: FlowNode): string {
    const inner = node.innerTitles.length > 0 ? `\nHolds: ${node.innerTitles.join(', ')}` : '';
    return `${node.title}\n${node.type}${inner}`;
  }
}
