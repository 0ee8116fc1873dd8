-- Passkeys of officers: the public half only; what signs never leaves the officer's device.
create table passkey (
  municipality_id integer not null references municipality,
  -- Base64url, as the browser gives it.
  credential_id text not null,
  officer_id text not null,
  -- The host it was made for: the browser offers it nowhere else.
  rp_id text not null,
  public_key bytea not null,
  -- Signatures made so far, or 0 for ever when the passkey is shared between devices.
  counter bigint not null default 0,
  transports text[] not null default '{}',
  backed_up boolean not null default false,
  label text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (municipality_id, credential_id)
);
select protect('passkey');
create index passkey_by_officer on passkey (municipality_id, officer_id);
