import { changeAddress } from "@/components/ui/address";
import { Button } from "@/components/ui/button";
import { X } from "@/components/ui/icons";
import { Select } from "@/components/ui/select";
import { ACTIONS, type Action, ruleOf } from "@/lib/contracts/action";
import { type ActivityFilter, activityFilterSchema, SUBJECT_TYPES } from "@/lib/contracts/activity";
import { OUTCOMES } from "@/lib/contracts/history";
import { AGES } from "@/lib/contracts/instance-search";
import { actionLabel } from "@/lib/words/actions";
import { AGE_LABELS, OUTCOME_LABELS, SUBJECT_LABELS } from "@/lib/words/labels";
import { showId } from "@/lib/words/unseen";
import { activityParams } from "./search-params";

const NOTHING = Object.fromEntries(Object.keys(activityFilterSchema.shape).map((key) => [key, undefined]));

/** Every event that there is, by the type of what it is about. */
const EVENTS = (Object.keys(ACTIONS) as Action[]).filter((action) => ruleOf(action).audited === true);

type ActivityFiltersProps = {
  filter: ActivityFilter;
  /** Whose doings are shown alone. */
  actorName: string | undefined;
  /** Which record's events are shown alone. */
  subjectName: string | undefined;
};

/** What the activity can be narrowed by, and what it is narrowed by. */
export function ActivityFilters({ filter, actorName, subjectName }: ActivityFiltersProps) {
  const { type, action, outcome, age, ...rest } = filter;
  const events = EVENTS.filter((each) => !type || ruleOf(each).subject === type);
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <fieldset className="mb-4 flex flex-wrap items-center gap-2">
      <legend className="sr-only">Filters</legend>
      <Choice
        label="On what"
        value={type}
        options={SUBJECT_TYPES.map((value) => [value, SUBJECT_LABELS[value]])}
        onChange={(value) => changeAddress(activityParams, { type: value, action: undefined })}
      />
      <Choice
        label="What"
        value={action}
        options={events.map((value) => [value, actionLabel(value)])}
        onChange={(value) => changeAddress(activityParams, { action: value })}
      />
      <Choice
        label="Outcome"
        value={outcome}
        options={OUTCOMES.map((value) => [value, OUTCOME_LABELS[value]])}
        onChange={(value) => changeAddress(activityParams, { outcome: value })}
      />
      <Choice
        label="Time"
        value={age}
        options={AGES.map((value) => [value, AGE_LABELS[value]])}
        onChange={(value) => changeAddress(activityParams, { age: value })}
      />
      {rest.actor && <Chosen name="actor" words={`By ${actorName ?? "one member"}`} />}
      {rest.subject && <Chosen name="subject" words={subjectName ?? "One record"} />}
      {rest.userId && <Chosen name="userId" words={`User ${showId(rest.userId)}`} />}
      {narrowed && (
        <Button variant="ghost" size="small" onClick={() => changeAddress(activityParams, NOTHING)}>
          Clear all
        </Button>
      )}
    </fieldset>
  );
}

type ChoiceProps = {
  label: string;
  value: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
  onChange: (value: string | undefined) => void;
};

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value || undefined)}
      className="w-44"
    >
      <option value="">{label}: any</option>
      {/* One that an older version wrote, and that the address names, is chosen all the same. */}
      {value && !options.some(([known]) => known === value) && <option value={value}>{value}</option>}
      {options.map(([known, words]) => (
        <option key={known} value={known}>
          {words}
        </option>
      ))}
    </Select>
  );
}

function Chosen({ name, words }: { name: "actor" | "subject" | "userId"; words: string }) {
  return (
    <Button
      size="small"
      onClick={() => changeAddress(activityParams, { [name]: undefined })}
      className="max-w-full"
    >
      <span className="truncate">{words}</span>
      <X aria-hidden />
      <span className="sr-only">, remove this filter</span>
    </Button>
  );
}
