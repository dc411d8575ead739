/**
 * The migrator: the only place that changes tables.
 *
 * <p>It waits for the database, takes a lock so that two migrators do not cross, and then, schema by schema, makes the
 * login role, lets Flyway run {@code db/migration/<schema>/V<n>__<what>.sql}, and grants the role its own schema and
 * nothing else. Services connect as their role and only validate. Running it again changes nothing but the passwords
 * given. Migrations expand first and contract a release later, so that two versions of a service run side by side.
 */
@NullMarked
package io.whypfs.migrations;

import org.jspecify.annotations.NullMarked;
