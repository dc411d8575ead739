package io.whypfs.kit.config;

import java.util.List;

/** Settings that nobody knows; the service does not start with them. */
public final class UnknownSettingException extends RuntimeException {

    UnknownSettingException(List<String> settings) {
        super((settings.size() == 1 ? "This setting is unknown: " : "These settings are unknown: ")
                + String.join(", ", settings) + ". Correct the name or remove it.");
    }
}
