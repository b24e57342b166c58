package org.rostrum.api.engagement;

import java.math.BigDecimal;

/**
 * What a case is worth.
 *
 * @param amount from 0 to 999,999,999,999,999.99, with two decimals at most
 * @param currency three letters of ISO 4217
 */
public record Worth(BigDecimal amount, String currency) {
    private static final BigDecimal MOST = new BigDecimal("999999999999999.99");

    public Worth {
        if (amount.signum() < 0
                || amount.compareTo(MOST) > 0
                || amount.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException("amount: 0 to " + MOST + " with two decimals at most");
        }
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency: three capital letters");
        }
    }
}
