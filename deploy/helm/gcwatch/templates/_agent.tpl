{{/* What a sidecar and a node's agent have in common. */}}

{{/* It stays where it cannot run: a container that ends makes its pod not ready, and the kubelet starts it again and again. */}}
{{- define "gcwatch.args" -}}
{{- $values := include "gcwatch.values" . | fromYaml -}}
- run
- --stay
{{- if $values.config }}
- --config
- /etc/gcwatch/gcwatch.json
{{- end }}
{{- end -}}

{{/* Variables of every agent: it is no target itself, it serves to the pod's network, and a changed configuration starts it anew. */}}
{{- define "gcwatch.agentEnv" -}}
{{- $values := include "gcwatch.values" . | fromYaml -}}
- name: DOTNET_EnableDiagnostics
  value: "0"
- name: GCWATCH_METRICS__ADDRESS
  value: "*"
- name: GCWATCH_METRICS__PORT
  value: {{ $values.metrics.port | int | quote }}
{{- if $values.snapshot.enabled }}
- name: GCWATCH_BASELINES__SNAPSHOTFILE
  value: /var/lib/gcwatch/baselines.json
{{- end }}
{{- if $values.config }}
- name: CONFIG_CHECKSUM
  value: {{ $values.config | toJson | sha256sum | quote }}
{{- end }}
{{- end -}}

{{- define "gcwatch.agentMounts" -}}
{{- $values := include "gcwatch.values" . | fromYaml -}}
{{- if $values.snapshot.enabled }}
- name: gcwatch-state
  mountPath: /var/lib/gcwatch
{{- end }}
{{- if $values.config }}
- name: gcwatch-config
  mountPath: /etc/gcwatch
  readOnly: true
{{- end }}
{{- range $values.secretMounts }}
- name: gcwatch-secret-{{ .name }}
  mountPath: {{ .mountPath }}
  readOnly: true
{{- end }}
{{- end -}}

{{- define "gcwatch.agentVolumes" -}}
{{- $values := include "gcwatch.values" . | fromYaml -}}
{{- if $values.snapshot.enabled }}
- name: gcwatch-state
  {{- with $values.snapshot.volume }}
  {{- toYaml . | nindent 2 }}
  {{- else }}
  emptyDir:
    sizeLimit: {{ $values.snapshot.sizeLimit }}
  {{- end }}
{{- end }}
{{- if $values.config }}
- name: gcwatch-config
  configMap:
    name: {{ include "gcwatch.fullname" . }}
{{- end }}
{{- range $values.secretMounts }}
- name: gcwatch-secret-{{ .name }}
  secret:
    secretName: {{ .secretName }}
{{- end }}
{{- end -}}

{{/* Pod security "restricted", set on the container, so that the application's pod need not be. */}}
{{- define "gcwatch.restricted" -}}
{{- $values := include "gcwatch.values" . | fromYaml -}}
runAsNonRoot: true
runAsUser: {{ $values.targetUid | int }}
runAsGroup: {{ $values.targetGid | int }}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}
