{{/* The values of this chart, from its own templates as well as from those of an application that has it as a dependency. */}}
{{- define "gcwatch.values" -}}
{{- if eq .Chart.Name "gcwatch" -}}
{{- toYaml .Values -}}
{{- else -}}
{{- required "gcwatch: there are no values below gcwatch: add the chart to the dependencies in Chart.yaml under its own name" .Values.gcwatch | toYaml -}}
{{- end -}}
{{- end -}}

{{- define "gcwatch.fullname" -}}
{{- $values := include "gcwatch.values" . | fromYaml -}}
{{- $base := $values.nameOverride | default "gcwatch" -}}
{{- $name := $values.fullnameOverride | default (ternary .Release.Name (printf "%s-%s" .Release.Name $base) (contains $base .Release.Name)) -}}
{{- if not (contains "gcwatch" $name) -}}
{{- $name = printf "%s-gcwatch" ($name | trunc 45 | trimSuffix "-") -}}
{{- end -}}
{{- $name | trunc 53 | trimSuffix "-" -}}
{{- end -}}

{{- define "gcwatch.selectorLabels" -}}
app.kubernetes.io/name: gcwatch
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "gcwatch.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") }}
{{ include "gcwatch.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: gcwatch
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The image, by its digest if there is one. */}}
{{- define "gcwatch.image" -}}
{{- $image := (include "gcwatch.values" . | fromYaml).image -}}
{{- $chart := eq .Chart.Name "gcwatch" | ternary .Chart (dig "gcwatch" "Chart" .Chart (.Subcharts | default dict)) -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ $image.tag | default $chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* Whether an object that is yes, no or auto is rendered: auto is yes where a cluster has it once. Arguments: the context, the value. */}}
{{- define "gcwatch.isWanted" -}}
{{- $context := index . 0 -}}
{{- $wanted := index . 1 | toString -}}
{{- if and $context.Values.enabled (or (eq $wanted "true") (and (eq $wanted "auto") (ne $context.Values.mode "sidecar"))) -}}yes{{- end -}}
{{- end -}}
