import { Checkbox, NativeSelect } from "@mantine/core";
import { api, type Schema } from "../api/client";
import { useSay } from "../i18n/text";
import { LANGUAGES, usePreferences } from "../preferences";
import { useOne } from "./queries";

type Format = Schema<"RunView">["formats"][number];
export const FORMATS: Format[] = ["PDF", "XLSX", "CSV", "HTML"];

export function useReports() {
    const { language } = usePreferences();
    return useOne(["reports", language], () => api.GET("/reports", { params: { query: { locale: language } } }));
}

interface Value {
    report: string;
    locale: string;
    formats: Format[];
}

/** Which report, in which language, as what. */
export function ReportFields<T extends Value>({
    value,
    onChange,
}: {
    value: T;
    onChange: (changes: Partial<Value>) => void;
}) {
    const say = useSay();
    const reports = useReports();
    const report = reports.data?.items.find((one) => one.name === value.report);
    const locales = report?.locales ?? Object.keys(LANGUAGES);
    return (
        <>
            <NativeSelect
                label={say("reports.report")}
                description={report?.description}
                value={value.report}
                data={[
                    { value: "", label: say("choose"), disabled: true },
                    ...(reports.data?.items ?? []).map((one) => ({ value: one.name, label: one.title })),
                ]}
                onChange={(event) => onChange({ report: event.currentTarget.value })}
            />
            <NativeSelect
                label={say("settings.language")}
                value={value.locale}
                data={locales.map((locale) => ({
                    value: locale,
                    label: (LANGUAGES as Record<string, string>)[locale] ?? locale,
                }))}
                onChange={(event) => onChange({ locale: event.currentTarget.value })}
            />
            <Checkbox.Group
                label={say("reports.formats")}
                value={value.formats}
                onChange={(formats) => onChange({ formats: formats as Format[] })}
            >
                <div className="row">
                    {FORMATS.map((format) => (
                        <Checkbox key={format} value={format} label={format} />
                    ))}
                </div>
            </Checkbox.Group>
        </>
    );
}
