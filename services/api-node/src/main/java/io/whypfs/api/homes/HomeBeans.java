package io.whypfs.api.homes;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Wires the home rows. */
final class HomeBeans {

    @Produces
    @Singleton
    HomeRepository homes(DataSource dataSource) {
        return new HomeRepository(dataSource);
    }
}
