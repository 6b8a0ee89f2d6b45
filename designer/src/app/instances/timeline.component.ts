import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { formatDuration, formatMark } from '../../lib/format';
import { Segment, Span, Timeline, timeTicks } from '../../lib/timeline';

/** When each activity began, worked, waited and ended. The journal's table says the same in words. */
@Component({
  selector: 'app-timeline',
  templateUrl: './timeline.component.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TimelineComponent {
  readonly timeline = input.required<Timeline>();

  protected readonly length = computed(() => this.timeline().end - this.timeline().start);
  protected readonly ticks = computed(() =>
    timeTicks(this.length(), 6).map((at) => ({ left: (at / this.length()) * 100, text: formatMark(at) })),
  );
  protected readonly summary = computed(() => {
    const { spans } = this.timeline();
    const faulted = spans.filter(({ status }) => status === 'faulted').length;
    return `Timeline of ${spans.length} activities over ${formatDuration(this.length())}${faulted > 0 ? `, ${faulted} faulted` : ''}. The journal below lists them.`;
  });

  protected left(segment: Segment): number {
    return ((segment.start - this.timeline().start) / this.length()) * 100;
  }

  protected width(segment: Segment): number {
    return ((segment.end - segment.start) / this.length()) * 100;
  }

  protected look(span: Span, segment: Segment): string {
    return segment.kind === 'waiting' ? 'waiting' : span.status === 'waiting' ? 'running' : span.status;
  }

  protected duration(span: Span): string {
    return formatDuration(span.end - span.start);
  }
}
