{{/*
What an application's chart includes. Three lines, with whatever lists of its own it has:

  containers:
    - name: shop
      {{- include "gcwatch.target" (dict "context" . "env" .Values.env "volumeMounts" .Values.volumeMounts) | nindent 10 }}
    {{- include "gcwatch.container" . | nindent 8 }}
  {{- include "gcwatch.pod" (dict "context" . "volumes" .Values.volumes "initContainers" .Values.initContainers) | nindent 6 }}

Or, where the template has those lists itself, one line in each: gcwatch.targetEnv (env), gcwatch.volumeMounts, gcwatch.container (containers),
gcwatch.initContainer (initContainers) and gcwatch.volumes. Each renders nothing where it does not apply.
*/}}

{{- define "gcwatch.isSidecar" -}}
{{- $values := include "gcwatch.values" . | fromYaml -}}
{{- if and $values.enabled (eq $values.mode "sidecar") -}}yes{{- end -}}
{{- end -}}

{{- define "gcwatch.isNative" -}}
{{- $native := (include "gcwatch.values" . | fromYaml).sidecar.native | toString -}}
{{- if or (eq $native "true") (and (eq $native "auto") (semverCompare ">=1.29.0-0" .Capabilities.KubeVersion.Version)) -}}yes{{- end -}}
{{- end -}}

{{/* env: items for the application's container. Never suspend: an agent that is not there must not hold the application back. */}}
{{- define "gcwatch.targetEnv" -}}
{{- if include "gcwatch.isSidecar" . -}}
- name: DOTNET_DiagnosticPorts
  value: {{ printf "%s,nosuspend" (include "gcwatch.values" . | fromYaml).listen.path }}
{{- end -}}
{{- end -}}

{{/* volumeMounts: items for the application's container. */}}
{{- define "gcwatch.volumeMounts" -}}
{{- if include "gcwatch.isSidecar" . -}}
- name: gcwatch-diag
  mountPath: {{ dir (include "gcwatch.values" . | fromYaml).listen.path }}
{{- end -}}
{{- end -}}

{{/* containers: the sidecar, where it is not a native one. */}}
{{- define "gcwatch.container" -}}
{{- if and (include "gcwatch.isSidecar" .) (not (include "gcwatch.isNative" .)) -}}
{{- include "gcwatch.sidecar" . -}}
{{- end -}}
{{- end -}}

{{/* initContainers: the sidecar, where it is a native one. */}}
{{- define "gcwatch.initContainer" -}}
{{- if and (include "gcwatch.isSidecar" .) (include "gcwatch.isNative" .) -}}
{{- include "gcwatch.sidecar" . }}
  restartPolicy: Always
{{- end -}}
{{- end -}}

{{/* volumes: items for the pod. */}}
{{- define "gcwatch.volumes" -}}
{{- if include "gcwatch.isSidecar" . -}}
{{- $values := include "gcwatch.values" . | fromYaml -}}
- name: gcwatch-diag
  emptyDir:
    medium: Memory
    sizeLimit: {{ $values.listen.sizeLimit }}
- name: gcwatch-no-token
  emptyDir:
    sizeLimit: 1Mi
{{- include "gcwatch.agentVolumes" . }}
{{- end -}}
{{- end -}}

{{/* The keys env and volumeMounts of the application's container, its own items first. */}}
{{- define "gcwatch.target" -}}
{{- include "gcwatch.list" (list "env" .env (include "gcwatch.targetEnv" .context)) }}
{{ include "gcwatch.list" (list "volumeMounts" .volumeMounts (include "gcwatch.volumeMounts" .context)) }}
{{- end -}}

{{/* The keys initContainers and volumes of the pod. The sidecar comes first: init containers of .NET can be watched as well. */}}
{{- define "gcwatch.pod" -}}
{{- $sidecar := include "gcwatch.initContainer" .context -}}
{{- if or $sidecar .initContainers -}}
initContainers:
  {{- with $sidecar }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- with .initContainers }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{ end -}}
{{- include "gcwatch.list" (list "volumes" .volumes (include "gcwatch.volumes" .context)) }}
{{- end -}}

{{/* A key with the items of a list and rendered ones, or nothing. Arguments: the key, the list, the rendered items. */}}
{{- define "gcwatch.list" -}}
{{- $own := index . 1 -}}
{{- $rendered := index . 2 -}}
{{- if or $own $rendered -}}
{{ index . 0 }}:
  {{- with $own }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- with $rendered }}
  {{- . | nindent 2 }}
  {{- end }}
{{- end -}}
{{- end -}}

{{/*
The sidecar's container. No probe and no postStart: they would take the application out of service. The mount over the service account's token keeps that out of
this container only; automountServiceAccountToken would take it from the application.
*/}}
{{- define "gcwatch.sidecar" -}}
{{- $values := include "gcwatch.values" . | fromYaml -}}
- name: {{ $values.sidecar.name }}
  image: {{ include "gcwatch.image" . }}
  imagePullPolicy: {{ $values.image.pullPolicy }}
  args:
    {{- include "gcwatch.args" . | nindent 4 }}
  env:
    {{- include "gcwatch.agentEnv" . | nindent 4 }}
    - name: GCWATCH_TARGETS__LISTEN
      value: {{ $values.listen.path }}
    - name: GCWATCH_TARGETS__LISTENMODE
      value: {{ $values.listen.mode | quote }}
    - name: POD_NAME
      valueFrom:
        fieldRef:
          fieldPath: metadata.name
    - name: POD_NAMESPACE
      valueFrom:
        fieldRef:
          fieldPath: metadata.namespace
    {{- include "gcwatch.identity" (list "GCWATCH_IDENTITY__SERVICE" $values.identity.service $values.identity.serviceLabel) | nindent 4 }}
    {{- include "gcwatch.identity" (list "GCWATCH_IDENTITY__ENV" $values.identity.env $values.identity.envLabel) | nindent 4 }}
    {{- with $values.target.containerName }}
    - name: GCWATCH_MEMORY__LIMITBYTES
      valueFrom:
        resourceFieldRef:
          containerName: {{ . }}
          resource: limits.memory
    {{- end }}
    {{- with $values.env }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  ports:
    - name: gcwatch-metrics
      containerPort: {{ $values.metrics.port | int }}
  resources:
    {{- toYaml $values.resources | nindent 4 }}
  securityContext:
    {{- include "gcwatch.restricted" . | nindent 4 }}
  terminationMessagePolicy: FallbackToLogsOnError
  volumeMounts:
    - name: gcwatch-diag
      mountPath: {{ dir $values.listen.path }}
    - name: gcwatch-no-token
      mountPath: /var/run/secrets/kubernetes.io/serviceaccount
      readOnly: true
    {{- include "gcwatch.agentMounts" . | trim | nindent 4 }}
{{- end -}}

{{/* A label of every target: as given, or as the pod has it. Arguments: the variable, the value, the pod's label. */}}
{{- define "gcwatch.identity" -}}
- name: {{ index . 0 }}
  {{- if index . 1 }}
  value: {{ index . 1 | quote }}
  {{- else }}
  valueFrom:
    fieldRef:
      fieldPath: metadata.labels['{{ index . 2 }}']
  {{- end }}
{{- end -}}
