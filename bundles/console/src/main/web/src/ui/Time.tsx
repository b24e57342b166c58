import { useMemo } from "react";
import { useIntl } from "react-intl";
import { usePreferences } from "../preferences";
import { describeTime, formatTime } from "./times";

/** A moment, in the reader's zone unless another is given; pointing at it tells it in UTC and in the reader's zone. */
export function Time({ value, zone }: { value: string | undefined; zone?: string }) {
    const intl = useIntl();
    const mine = usePreferences().zone;
    const shown = zone ?? mine;
    const [text, title] = useMemo(
        () => (value ? [formatTime(intl.locale, value, shown), describeTime(intl.locale, value, mine)] : ["–", ""]),
        [value, shown, mine, intl.locale],
    );
    if (!value) return <span className="quiet">–</span>;
    return (
        <time dateTime={value} title={title}>
            {text}
        </time>
    );
}
