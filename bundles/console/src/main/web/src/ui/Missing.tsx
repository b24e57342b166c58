import { useSay } from "../i18n/text";
import { Empty } from "./Page";

export function Missing() {
    const say = useSay();
    return <Empty title={say("missing.title")} text={say("missing.text")} />;
}
