import { MonthTotal, SpendCurve, serviceNames } from './billing-figures';
import { ChartColors } from './chart-colors';
import { formatMoney, formatMonth } from './format';

/** Options for ECharts; a plain object, so that this part needs neither ECharts nor a page. */
export type ChartOptions = Record<string, unknown>;

/** The month's running sum with the way to the forecast. */
export function spendChart(curve: SpendCurve, currency: string, colors: ChartColors): ChartOptions {
  return {
    ...frame(currency, colors),
    color: [colors.accent, colors.forecast],
    xAxis: categories(curve.days.map(String), colors),
    series: [
      { name: 'Spend so far', type: 'line', data: curve.actual, symbol: 'none', lineStyle: { width: 2.5 }, areaStyle: { color: colors.accentArea } },
      { name: 'Forecast', type: 'line', data: curve.forecast, symbol: 'none', lineStyle: { width: 2, type: 'dashed' } },
    ],
  };
}

/** Stacked bars, a bar per month and a colour per service. */
export function monthsChart(months: readonly MonthTotal[], currency: string, colors: ChartColors): ChartOptions {
  return {
    ...frame(currency, colors),
    color: [...colors.series],
    xAxis: categories(months.map(({ month }) => formatMonth(month, 'short')), colors),
    series: serviceNames(months).map((service) => ({
      name: service,
      type: 'bar',
      stack: 'month',
      barMaxWidth: 44,
      itemStyle: { borderColor: colors.surface, borderWidth: 1 },
      data: months.map(({ services }) => services[service] ?? 0),
    })),
  };
}

function frame(currency: string, colors: ChartColors): ChartOptions {
  const money = (value: unknown): string => (typeof value === 'number' ? formatMoney(value, currency) : '–');
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { color: colors.text, fontFamily: 'Metropolis, sans-serif' },
    grid: { left: 8, right: 16, top: 40, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 14, itemHeight: 8, textStyle: { color: colors.text } },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: colors.surface,
      borderColor: colors.grid,
      textStyle: { color: colors.text },
      valueFormatter: money,
    },
    yAxis: {
      type: 'value',
      axisLabel: { color: colors.faint, formatter: (value: number) => compact(value, currency) },
      splitLine: { lineStyle: { color: colors.grid } },
    },
  };
}

function categories(data: readonly string[], colors: ChartColors): ChartOptions {
  return {
    type: 'category',
    data: [...data],
    axisLabel: { color: colors.faint },
    axisLine: { lineStyle: { color: colors.grid } },
    axisTick: { show: false },
  };
}

function compact(value: number, currency: string): string {
  const options: Intl.NumberFormatOptions = { notation: 'compact', maximumFractionDigits: 1 };
  return /^[A-Z]{3}$/.test(currency)
    ? new Intl.NumberFormat('en', { ...options, style: 'currency', currency }).format(value)
    : new Intl.NumberFormat('en', options).format(value);
}
