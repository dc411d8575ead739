package io.whypfs.deals.providers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the registry of providers; those of the connections to them are in the package {@code protocol}. */
@ConfigMapping(prefix = "whypfs.providers")
public interface ProvidersConfig {

    /** Providers that are in the registry from the start, such as {@code f01000,f01001}. */
    Optional<List<String>> addresses();

    /** How often the registry looks whether a provider is to be asked again. */
    @WithDefault("PT10S")
    Duration refreshInterval();

    /** Epochs between two questions to the chain and to a provider that answers; 60 are half an hour. */
    @WithDefault("60")
    long refreshEpochs();

    /** How many providers are asked at once. */
    @WithDefault("8")
    int refreshParallel();

    /** How many of the newest events of a provider are kept. */
    @WithDefault("100")
    int keepEvents();

    /** Epochs after which evidence counts half; 40320 are two weeks. */
    @WithDefault("40320")
    long halfLifeEpochs();

    /** How long providers are left alone. */
    BackOffConfig backOff();

    /** How long a provider is left alone after what, in epochs. */
    interface BackOffConfig {

        /** After the first failure or silence, the second in a row, and so on; the last one counts for all further ones. */
        @WithDefault("120,720,2880")
        List<Long> failures();

        /** At least after it said that it is busy; how long exactly is drawn. */
        @WithDefault("120")
        long busyLeast();

        /** At most after it said that it is busy. */
        @WithDefault("720")
        long busyMost();

        /** After it said that it does not want us as a client; 8640 are three days. */
        @WithDefault("8640")
        long notAllowed();

        /** After it said that it takes no deals of this kind; 20160 are a week. */
        @WithDefault("20160")
        long kindNotTaken();

        /** After its terms were others than those we knew, which are asked for again at once. */
        @WithDefault("10")
        long askChanged();
    }
}
