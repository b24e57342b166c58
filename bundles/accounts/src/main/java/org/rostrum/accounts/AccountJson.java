package org.rostrum.accounts;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rostrum.api.accounts.Account;

/** An account as the audit trail keeps it. */
final class AccountJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AccountJson() {}

    static String of(Account account) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", account.id());
        json.put("parentId", account.parentId());
        json.put("name", account.name());
        json.put("zone", account.zone().getId());
        json.put("version", account.version());
        return json.toString();
    }
}
