export type ThemeName = 'light' | 'dark';

export interface ChartColors {
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  readonly surface: string;
  readonly accent: string;
  readonly accentArea: string;
  readonly forecast: string;
  /** In the order of the services; neighbours differ in lightness too. */
  readonly series: readonly string[];
}

/** Colours that keep a contrast of 3:1 against the card they are drawn on. */
export function chartColors(theme: ThemeName): ChartColors {
  return theme === 'dark'
    ? {
        text: '#e3eaed',
        faint: '#adbbc4',
        grid: '#3b4c56',
        surface: '#21333b',
        accent: '#49aeeb',
        accentArea: 'rgba(73,174,235,0.18)',
        forecast: '#f4a876',
        series: ['#49aeeb', '#b8a0e8', '#5aa220', '#f4a876', '#e97db0', '#7fd1c7'],
      }
    : {
        text: '#313131',
        faint: '#565656',
        grid: '#dedede',
        surface: '#ffffff',
        accent: '#0072a3',
        accentArea: 'rgba(0,114,163,0.12)',
        forecast: '#b5500a',
        series: ['#0072a3', '#9460b8', '#3c8500', '#c25400', '#c2478a', '#00796d'],
      };
}
