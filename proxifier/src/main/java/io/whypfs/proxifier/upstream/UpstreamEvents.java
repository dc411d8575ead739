package io.whypfs.proxifier.upstream;

/** What a pool tells those who count. Called on any thread; must not block. */
public interface UpstreamEvents {

    void appeared(Upstream upstream);

    void ejected(Upstream upstream);

    void vanished(Upstream upstream);
}
