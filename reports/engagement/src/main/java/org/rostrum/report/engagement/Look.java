package org.rostrum.report.engagement;

/** The colours of the report; the template uses the same. */
final class Look {
    static final String INK = "#1D2A38";
    static final String MUTED = "#667585";
    static final String LINE = "#DCE3E9";
    static final String INBOUND = "#2B5378";
    static final String OUTBOUND = "#7DB3A8";
    static final String RANGE = "#A9C3D6";
    static final String GOOD = "#2F7D62";
    static final String BAD = "#B0503A";

    /** From nothing to the most, for the heat map. */
    private static final int[] HEAT_LOW = {0xEE, 0xF3, 0xF6};

    private static final int[] HEAT_HIGH = {0x1F, 0x45, 0x68};

    /** The families of the font set "Rostrum": drawings cannot name the set itself. */
    static final String FONTS = "'Rostrum Sans','Rostrum Arabic','Rostrum Hebrew','Rostrum CJK',sans-serif";

    private Look() {}

    /** @param share 0 to 1 of the highest value */
    static String heat(double share) {
        StringBuilder colour = new StringBuilder("#");
        for (int part = 0; part < 3; part++) {
            long value = Math.round(HEAT_LOW[part] + (HEAT_HIGH[part] - HEAT_LOW[part]) * share);
            colour.append(String.format(java.util.Locale.ROOT, "%02X", value));
        }
        return colour.toString();
    }
}
