{{/*
The application.properties of one service: what the chart decides, then what the values add (the later line wins).
Call with (dict "root" $ "name" <service> "facts" <catalogue entry> "service" <values>).
The ordinal puts the file above the one in the image (250) and below the environment (300), which carries the secrets.
*/}}
{{- define "whypfs.config" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
config_ordinal=275
quarkus.http.host=0.0.0.0
quarkus.http.port=8080
quarkus.log.console.json.enabled={{ eq $values.logFormat "json" }}
{{- if .facts.managementPort }}
quarkus.management.host=0.0.0.0
quarkus.management.port={{ .facts.managementPort }}
{{- end }}
{{- if .facts.schema }}
quarkus.shutdown.timeout={{ .service.gracefulStopSeconds }}S
quarkus.datasource.jdbc.url={{ $values.postgresql.url }}
quarkus.datasource.username={{ $values.postgresql.rolePrefix }}{{ .facts.schema }}
{{- end }}
{{- if .facts.kafka }}
kafka.bootstrap.servers={{ $values.kafka.bootstrapServers }}
{{- range $key, $value := $values.kafka.properties }}
kafka.{{ $key }}={{ $value }}
{{- end }}
whypfs.kafka.partitions={{ $values.kafka.partitions }}
whypfs.kafka.replication={{ $values.kafka.replication }}
{{- end }}
{{- if eq .name "api-node" }}
whypfs.auth.url={{ include "whypfs.url" (dict "root" $root "name" "auth-service") }}
whypfs.cores.urls={{ include "whypfs.url" (dict "root" $root "name" "core-node") }}
whypfs.scheduler.url={{ include "whypfs.url" (dict "root" $root "name" "bucket-scheduler") }}
whypfs.dealmaker.url={{ include "whypfs.url" (dict "root" $root "name" "deal-maker") }}
whypfs.public.url={{ include "whypfs.publicUrl" $root }}
{{- else if eq .name "core-node" }}
whypfs.storage.path=/var/lib/whypfs
{{- else if eq .name "deal-maker" }}
whypfs.pieces.public-url={{ include "whypfs.publicUrl" $root }}
{{- with $values.filecoin.chainUrl }}
whypfs.chain.url={{ . }}
{{- end }}
whypfs.chain.network={{ $values.filecoin.network }}
{{- with $values.filecoin.providers }}
whypfs.providers.addresses={{ join "," . }}
{{- end }}
{{- else if eq .name "auth-service" }}
whypfs.bootstrap.admin-key-file=/etc/whypfs-admin/admin.key
whypfs.registration.open={{ $values.registration.open }}
{{- else if eq .name "proxifier" }}
whypfs.proxifier.api-nodes=dns:{{ include "whypfs.fullname" $root }}-api-node-pods:8080
whypfs.proxifier.core-nodes=dns:{{ include "whypfs.fullname" $root }}-core-node-pods:8080
whypfs.proxifier.stop-timeout={{ .service.gracefulStopSeconds }}S
{{- end }}
{{- range $key, $value := .service.config }}
{{ $key }}={{ $value }}
{{- end }}
{{- end -}}
