{{/*
What the chart knows about each service and nobody sets: its kind, the schema it owns, whether it speaks to Kafka,
whether a disruption budget guards it, and the port of its health routes where that is not the one of its work.
*/}}
{{- define "whypfs.catalogue" -}}
api-node: {kind: Deployment, schema: content, kafka: true, budget: true, headless: true}
core-node: {kind: StatefulSet, schema: core, kafka: true, budget: true, headless: true}
bucket-scheduler: {kind: Deployment, schema: bucket, kafka: true}
deal-maker: {kind: Deployment, schema: deal, kafka: true}
auth-service: {kind: Deployment, schema: auth, kafka: false}
proxifier: {kind: Deployment, managementPort: 9000}
{{- end -}}
