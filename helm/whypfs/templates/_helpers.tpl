{{/* Names and labels. */}}

{{- define "whypfs.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* The labels by which a service's pods are selected; they never change. Call with (dict "root" $ "name" <service>). */}}
{{- define "whypfs.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{- define "whypfs.labels" -}}
{{ include "whypfs.selector" . }}
app.kubernetes.io/part-of: whypfs
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "whypfs.image" -}}
{{- $image := .root.Values.image -}}
{{- $parts := list $image.registry $image.repository .name | compact -}}
{{ join "/" $parts }}:{{ default .root.Chart.AppVersion $image.tag }}
{{- end -}}

{{- define "whypfs.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "whypfs.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "whypfs.internalTokenSecret" -}}
{{- default (printf "%s-internal-token" (include "whypfs.fullname" .)) .Values.internalToken.existingSecret -}}
{{- end -}}

{{- define "whypfs.adminKeySecret" -}}
{{- default (printf "%s-admin-key" (include "whypfs.fullname" .)) .Values.adminKey.existingSecret -}}
{{- end -}}

{{- define "whypfs.dealsSecret" -}}
{{- default (printf "%s-deals" (include "whypfs.fullname" .)) .Values.filecoin.existingSecret -}}
{{- end -}}

{{/* The address of a service inside the cluster. */}}
{{- define "whypfs.url" -}}
http://{{ include "whypfs.fullname" .root }}-{{ .name }}:8080
{{- end -}}

{{- define "whypfs.publicUrl" -}}
{{- if .Values.publicUrl -}}
{{- .Values.publicUrl -}}
{{- else -}}
{{- printf "%s://%s" (ternary "https" "http" (gt (len .Values.ingress.tls) 0)) (first .Values.ingress.hosts) -}}
{{- end -}}
{{- end -}}
