{{/* What the schema of the values cannot say: an option that the chart sets itself, and an unknown one in the words of gcwatch check. */}}
{{- define "gcwatch.validate" -}}
{{- $own := dict "Metrics.Address" "it is always *" "Metrics.Port" "use metrics.port" -}}
{{- if .Values.snapshot.enabled -}}
{{- $_ := set $own "Baselines.SnapshotFile" "use snapshot" -}}
{{- end -}}
{{- if eq .Values.mode "sidecar" -}}
{{- $_ := merge $own (dict "Targets.Listen" "use listen.path" "Targets.ListenMode" "use listen.mode") -}}
{{- with .Values.target.containerName -}}
{{- $_ := set $own "Memory.LimitBytes" "target.containerName is set" -}}
{{- end -}}
{{- end -}}
{{- range $section, $options := .Values.config -}}
{{- range $option, $_ := (kindIs "map" $options | ternary $options dict) -}}
{{- with get $own (printf "%s.%s" $section $option) -}}
{{- fail (printf "gcwatch: config.%s.%s is set by the chart: %s" $section $option .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- include "gcwatch.unknown" (list "" .Values.config (.Files.Get "files/configuration.schema.json" | fromJson)) -}}
{{- end -}}

{{/* Fails at the first key that the schema does not have. Arguments: the path so far, the value, its schema. */}}
{{- define "gcwatch.unknown" -}}
{{- $path := index . 0 -}}
{{- $value := index . 1 -}}
{{- $schema := index . 2 -}}
{{- if and (kindIs "map" $value) $schema.properties -}}
{{- range $key, $inner := $value -}}
{{- $at := $path | empty | ternary $key (printf "%s.%s" $path $key) -}}
{{- if not (hasKey $schema.properties $key) -}}
{{- fail (printf "gcwatch: %s is not an option" $at) -}}
{{- end -}}
{{- include "gcwatch.unknown" (list $at $inner (get $schema.properties $key)) -}}
{{- end -}}
{{- else if and (kindIs "slice" $value) $schema.items -}}
{{- range $i, $inner := $value -}}
{{- include "gcwatch.unknown" (list (printf "%s[%d]" $path $i) $inner $schema.items) -}}
{{- end -}}
{{- end -}}
{{- end -}}
