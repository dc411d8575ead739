{{/* What has to be set, each with the way out. The schema has already looked at types and names. */}}
{{- define "whypfs.validate" -}}
{{- $pg := .Values.postgresql -}}
{{- if not $pg.url -}}
{{- fail "postgresql.url is empty: set it to the JDBC URL of your PostgreSQL, such as jdbc:postgresql://postgres.example:5432/whypfs." -}}
{{- end -}}
{{- if or (contains "password=" $pg.url) (contains "@" $pg.url) -}}
{{- fail "postgresql.url holds a user or a password: take them out and name Secrets in postgresql.existingSecret and postgresql.admin.existingSecret." -}}
{{- end -}}
{{- if not $pg.existingSecret -}}
{{- fail "postgresql.existingSecret is empty: make a Secret with the login roles' passwords under the keys auth, content, core, bucket and deal, and name it there." -}}
{{- end -}}
{{- if and .Values.migrations.enabled (not $pg.admin.existingSecret) -}}
{{- fail "postgresql.admin.existingSecret is empty: make a Secret with the keys username and password of a role that may create schemas and name it there, or set migrations.enabled to false and run db-migrations yourself." -}}
{{- end -}}
{{- if not .Values.kafka.bootstrapServers -}}
{{- fail "kafka.bootstrapServers is empty: set it to your brokers, such as kafka.example:9092." -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) -}}
{{- fail "ingress.hosts is empty: name at least one host, or set ingress.enabled to false." -}}
{{- end -}}
{{- if and (not .Values.publicUrl) (not (and .Values.ingress.enabled .Values.ingress.hosts)) -}}
{{- fail "publicUrl is empty and there is no ingress host to make it of: set publicUrl to the address users see, such as https://files.example." -}}
{{- end -}}
{{- end -}}
