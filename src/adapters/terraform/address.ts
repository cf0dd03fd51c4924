/** `module.a.aws_subnet.main["eu-1a"]`: how Terraform writes the address of one instance. */
export function formatAddress(
  module: string | undefined,
  mode: string,
  type: string,
  name: string,
  indexKey: string | number | undefined,
): string {
  const base = `${module === undefined ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  if (indexKey === undefined) return base;
  return `${base}[${typeof indexKey === 'number' ? indexKey : JSON.stringify(indexKey)}]`;
}

/** `provider["registry.terraform.io/hashicorp/aws"].west` and `registry.terraform.io/hashicorp/aws` are `aws`. */
export function getProviderName(provider: string | undefined): string | undefined {
  const source =
    provider === undefined
      ? undefined
      : (/\["([^"]*)"\]/.exec(provider)?.[1] ?? provider.replace(/^(?:module\.[^.]+\.)*provider\./, ''));
  const name = source?.split('/').at(-1)?.split('.')[0];
  return name === undefined || name === '' ? undefined : name;
}
