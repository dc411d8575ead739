package io.whypfs.api.http;

/** The byte routes of one feature; every bean of this type is registered at the start. */
public interface RouteGroup {

    void register(Routes routes);
}
