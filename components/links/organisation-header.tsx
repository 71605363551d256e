type OrganisationHeaderProps = {
  name: string;
  /** The logo's address; null where there is none. */
  logo: string | null;
};

/** Who asks: at the head of a connect link's page. */
export function OrganisationHeader({ name, logo }: OrganisationHeaderProps) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      {logo ? (
        <img
          src={logo}
          alt=""
          width={40}
          height={40}
          className="size-10 shrink-0 rounded-md bg-surface object-contain"
        />
      ) : (
        <span
          aria-hidden
          className="flex size-10 shrink-0 items-center justify-center rounded-md bg-accent-soft font-semibold text-accent-text text-base"
        >
          {[...name.trim()][0]?.toUpperCase()}
        </span>
      )}
      <span className="min-w-0 break-words font-semibold text-base">{name}</span>
    </div>
  );
}
