const METRIC_LABELS: ReadonlyMap<string, { readonly name: string; readonly unit: string }> = new Map([
  ['cpu_utilization', { name: 'CPU utilisation', unit: '%' }],
  ['memory_utilization', { name: 'Memory utilisation', unit: '%' }],
  ['storage_used_gb', { name: 'Storage used', unit: 'GB' }],
  ['network_bandwidth_mbps', { name: 'Network bandwidth', unit: 'Mbit/s' }],
  ['instance_count', { name: 'Instances', unit: 'instances' }],
  ['request_rate', { name: 'Request rate', unit: 'requests/s' }],
]);

/** `storage_used_gb` as a person reads it: its name and its unit. */
export const getMetricLabel = (metric: string): { readonly name: string; readonly unit: string } =>
  METRIC_LABELS.get(metric) ?? { name: metric, unit: '' };
