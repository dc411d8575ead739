package io.whypfs.deals.funds;

import io.whypfs.filecoin.market.TokenAmount;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads amounts in settings: {@code 0.07 FIL}, {@code 5 attoFIL}, or attoFIL without a unit. None is below zero. */
public final class FilAmount implements Converter<TokenAmount> {

    private static final long serialVersionUID = 1L;
    private static final int DECIMALS = 18;
    private static final Pattern AMOUNT =
            Pattern.compile("(?<number>[0-9]{1,40}(\\.[0-9]{1,18})?)\\s*(?<unit>fil|attofil)?");

    /** @throws IllegalArgumentException saying what is allowed */
    public static TokenAmount parse(String text) {
        Matcher matcher = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw notAnAmount(text);
        }
        BigDecimal number = new BigDecimal(matcher.group("number"));
        try {
            BigDecimal atto = "fil".equals(matcher.group("unit")) ? number.movePointRight(DECIMALS) : number;
            return new TokenAmount(atto.toBigIntegerExact());
        } catch (ArithmeticException e) {
            throw notAnAmount(text);
        }
    }

    private static IllegalArgumentException notAnAmount(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no amount; write it like 0.07 FIL or 70000000000000000 (attoFIL).");
    }

    @Override
    public TokenAmount convert(String value) {
        return parse(value);
    }
}
