// What a dashboard's file may say, in the types of @grafana/schema. DashboardTypeTests writes the five files below this text, as constants of
// the type DashboardFile, and has the TypeScript compiler look at them.
import type * as grafana from '@grafana/schema';
import type * as bargauge from './node_modules/@grafana/schema/dist/types/raw/composable/bargauge/panelcfg/x/types.gen';
import type * as heatmap from './node_modules/@grafana/schema/dist/types/raw/composable/heatmap/panelcfg/x/types.gen';
import type * as stat from './node_modules/@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/types.gen';
import type * as stateTimeline from './node_modules/@grafana/schema/dist/types/raw/composable/statetimeline/panelcfg/x/types.gen';
import type * as table from './node_modules/@grafana/schema/dist/types/raw/composable/table/panelcfg/x/types.gen';
import type * as timeSeries from './node_modules/@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/types.gen';

/** JSON has the text of an enum's member where the types want the member. */
type Json<T> = unknown extends T ? T
  : T extends string ? `${T}`
  : T extends number | boolean | null | undefined ? T
  : T extends Array<infer Item> ? Array<Json<Item>>
  : T extends object ? { [Key in keyof T]: Json<T[Key]> }
  : T;

/** The schema has no type of Prometheus queries any more. */
interface PrometheusQuery {
  datasource: { type: 'prometheus'; uid: '${datasource}' };
  editorMode: 'code';
  expr: string;
  format: 'time_series' | 'table' | 'heatmap';
  instant: boolean;
  legendFormat: string;
  range: boolean;
  refId: string;
}

interface DataLink {
  targetBlank: boolean;
  title: string;
  url: string;
}

/** What an override may set: a property of the kind of panel, or one that all have. */
type Override<Custom> =
  | { id: `custom.${string & keyof Custom}`; value: unknown }
  | { id: 'unit' | 'displayName' | 'noValue'; value: string }
  | { id: 'decimals' | 'min' | 'max'; value: number }
  | { id: 'color'; value: Json<grafana.FieldColor> }
  | { id: 'thresholds'; value: Json<grafana.ThresholdsConfig> }
  | { id: 'mappings'; value: Array<Json<grafana.ValueMapping>> }
  | { id: 'links'; value: Array<DataLink> };

interface PanelOf<Type extends string, Options, Custom> extends Omit<Json<grafana.Panel>, 'type' | 'options' | 'targets' | 'fieldConfig'> {
  type: Type;
  options: Json<Options>;
  targets: Array<PrometheusQuery>;
  fieldConfig: {
    defaults: Omit<Json<grafana.FieldConfig>, 'custom' | 'links'> & { custom?: Partial<Json<Custom>>; links?: Array<DataLink> };
    overrides: Array<{ matcher: { id: 'byName' | 'byRegexp'; options: string }; properties: Array<Override<Custom>> }>;
  };
}

type AnyPanel =
  | PanelOf<'bargauge', bargauge.Options, Record<string, never>>
  | PanelOf<'heatmap', heatmap.Options, heatmap.FieldConfig>
  | PanelOf<'stat', stat.Options, Record<string, never>>
  | PanelOf<'state-timeline', stateTimeline.Options, stateTimeline.FieldConfig>
  | PanelOf<'table', table.Options, table.FieldConfig>
  | PanelOf<'timeseries', timeSeries.Options, timeSeries.FieldConfig>
  | Json<grafana.RowPanel>;

/** The schema's annotations know only the tags of Grafana's own; these fields are the Prometheus data source's. */
interface PrometheusAnnotation extends Omit<Json<grafana.AnnotationQuery>, 'target'> {
  tagKeys: string;
  target: { expr: string; interval: string; refId: 'Anno' };
  textFormat: string;
  titleFormat: string;
}

interface DashboardFile extends Omit<Json<grafana.Dashboard>, 'panels' | 'annotations' | 'templating'> {
  annotations: { list: Array<PrometheusAnnotation | Json<grafana.AnnotationQuery>> };
  panels: Array<AnyPanel>;
  templating: { list: Array<VariableFile> };
}

interface VariableFile extends Omit<Json<grafana.VariableModel>, 'current'> {
  current: { selected?: boolean; text?: string | string[]; value?: string | string[] };
  definition?: string;
}

// That the compiler does look: without these mistakes the comments themselves would be.
export const mistakes: Array<AnyPanel> = [
  { type: 'stat', targets: [], fieldConfig: { defaults: {}, overrides: [] },
    // @ts-expect-error: a mode that a stat panel has not
    options: { colorMode: 'colourful', graphMode: 'area', justifyMode: 'auto', orientation: 'auto', percentChangeColorMode: 'standard', reduceOptions: { calcs: ['lastNotNull'] }, showPercentChange: false, textMode: 'value', wideLayout: true } },
  { type: 'timeseries', targets: [], options: { legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi', sort: 'desc' } },
    // @ts-expect-error: an option of lines that there is not
    fieldConfig: { defaults: { custom: { lineColour: 1 } }, overrides: [] } },
];

