package io.whypfs.devnet.control;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.Ticker;
import io.whypfs.devnet.http.Answer;
import io.whypfs.devnet.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code GET /clock}, {@code POST /control/advance?epochs=N}, {@code POST /control/pause} and {@code /control/resume}. */
public final class TimeRoutes {

    private static final long MOST_EPOCHS = 5_000_000;
    private final Chain chain;
    private final Ticker ticker;

    public TimeRoutes(Chain chain, Ticker ticker) {
        this.chain = chain;
        this.ticker = ticker;
    }

    public Answer clock(Request request) {
        return Answer.json(200, chain.store().read(this::clock));
    }

    private Map<String, Object> clock() {
        Map<String, Object> clock = new LinkedHashMap<>();
        clock.put("epoch", chain.head());
        clock.put("epochMillis", chain.time().epochMillis());
        clock.put("offsetSeconds", chain.time().offsetMillis() / 1000);
        clock.put("paused", ticker.isPaused());
        return clock;
    }

    public Answer advance(Request request) {
        if (!request.method().equals("POST")) {
            return Answer.text(405, "only POST");
        }
        String text = request.query().getOrDefault("epochs", "1");
        long epochs = text.matches("\\d{1,7}") ? Long.parseLong(text) : -1;
        if (epochs < 1 || epochs > MOST_EPOCHS) {
            return Answer.text(400, "epochs is a number from 1 to " + MOST_EPOCHS + ", not " + text);
        }
        chain.leap(epochs);
        return clock(request);
    }

    public Answer pause(Request request) {
        return standing(request, true);
    }

    public Answer resume(Request request) {
        return standing(request, false);
    }

    private Answer standing(Request request, boolean stand) {
        if (!request.method().equals("POST")) {
            return Answer.text(405, "only POST");
        }
        ticker.pause(stand);
        return clock(request);
    }
}
