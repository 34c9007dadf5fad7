{{/* What the pods of all parts share. Each is called with the root. */}}

{{- define "sambatan.labels" -}}
app.kubernetes.io/name: sambatan
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "sambatan.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "sambatan.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "sambatan.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "sambatan.environment" -}}
- name: NODE_ENV
  value: production
- name: HOST
  value: "0.0.0.0"
- name: SAMBATAN_PUBLIC_URL
  value: {{ .Values.publicUrl | quote }}
{{- if .Values.photos.existingClaim }}
- name: SAMBATAN_PHOTOS_DIR
  value: /photos
{{- end }}
{{- range $name, $key := .Values.secret.keys }}
- name: {{ $name }}_FILE
  value: /secrets/{{ $key }}
{{- end }}
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "sambatan.mounts" -}}
- name: secrets
  mountPath: /secrets
  readOnly: true
- name: tmp
  mountPath: /tmp
- name: data
  mountPath: /data
{{- if .Values.photos.existingClaim }}
- name: photos
  mountPath: /photos
{{- end }}
{{- end }}

{{- define "sambatan.volumes" -}}
- name: secrets
  secret:
    secretName: {{ .Values.secret.name }}
    # 0440; written so that no reader takes it for another number.
    defaultMode: 288
    items:
{{- range $key := .Values.secret.keys | values | uniq | sortAlpha }}
      - key: {{ $key }}
        path: {{ $key }}
{{- end }}
- name: tmp
  emptyDir: {}
- name: data
  emptyDir: {}
{{- if .Values.photos.existingClaim }}
- name: photos
  persistentVolumeClaim:
    claimName: {{ .Values.photos.existingClaim }}
{{- end }}
{{- end }}

{{- define "sambatan.placing" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
