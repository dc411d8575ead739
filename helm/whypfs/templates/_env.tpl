{{/* The environment of one service: where its settings are, and every secret, by reference. */}}
{{- define "whypfs.env" -}}
- name: QUARKUS_CONFIG_LOCATIONS
  value: /etc/whypfs/application.properties
- name: JAVA_TOOL_OPTIONS
  value: {{ .service.javaOptions | quote }}
{{- if .facts.schema }}
- name: WHYPFS_INTERNAL_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ include "whypfs.internalTokenSecret" .root }}
      key: token
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .root.Values.postgresql.existingSecret }}
      key: {{ .facts.schema }}
{{- end }}
{{- if and .facts.kafka .root.Values.kafka.saslSecret }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef:
      name: {{ .root.Values.kafka.saslSecret }}
      key: sasl.jaas.config
{{- end }}
{{- if or (eq .name "core-node") (eq .name "deal-maker") }}
- name: WHYPFS_PIECES_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ include "whypfs.dealsSecret" .root }}
      key: pieces
{{- end }}
{{- if eq .name "deal-maker" }}
- name: WHYPFS_WALLET_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ include "whypfs.dealsSecret" .root }}
      key: wallet
{{- with .root.Values.filecoin.chainTokenSecret }}
- name: WHYPFS_CHAIN_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: token
{{- end }}
{{- end }}
{{- if eq .name "core-node" }}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
# The pod's own name: other pods reach exactly this core by it, and it stays when the pod moves.
- name: WHYPFS_NODE_URL
  value: http://$(POD_NAME).{{ include "whypfs.fullname" .root }}-core-node-pods:8080
{{- end }}
{{- end -}}
