package io.whypfs.deals.pieces;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Settings of the pieces' serving, which core-nodes do. */
@ConfigMapping(prefix = "whypfs.pieces")
public interface PiecesConfig {

    /** The front door as storage providers reach it. */
    @WithDefault("http://127.0.0.1:1313")
    URI publicUrl();

    /** Shared with the core-nodes: who holds it can make tokens for every piece. Without it no deals are made. */
    Optional<String> secret();
}
