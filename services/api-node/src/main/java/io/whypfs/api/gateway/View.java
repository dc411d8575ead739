package io.whypfs.api.gateway;

/** What form of the content is asked for. */
sealed interface View {

    /** The file's bytes, or a directory's page. */
    record Page() implements View {}

    /** The block at the end of the path. */
    record Raw() implements View {}

    /**
     * A CAR stream.
     *
     * @param scope {@code all}, {@code entity} or {@code block}
     */
    record Car(String scope) implements View {}

    /** The view's name at the core's door. */
    default String atCore() {
        return switch (this) {
            case Page page -> "auto&index=true";
            case Raw raw -> "block";
            case Car car -> "car&dag-scope=" + car.scope();
        };
    }
}
