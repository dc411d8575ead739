package io.whypfs.testsupport;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.regex.Pattern;

/**
 * Holds for a class without SQL over tables, and for {@code *Repository}. Taking a lock, say, is no such statement.
 *
 * <p>Looks at every text in the constant pool, which is where literals, parts of concatenations and values of
 * annotations all are; ArchUnit's own model has no literals.
 */
final class HoldNoSqlOutsideRepositories extends ArchCondition<JavaClass> {

    private static final Pattern SQL = Pattern.compile(
            "\\s*(select\\s.*\\sfrom\\s.*|insert\\s+into\\s.*|update\\s+\\S+(\\s+\\w+)?\\s+set\\s.*|delete\\s+from\\s.*"
                    + "|with\\s+\\w+(\\s*\\([^)]*\\))?\\s+as\\s*\\(.*|create\\s+(table|index)\\s.*"
                    + "|alter\\s+table\\s.*|truncate\\s+\\w+.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    HoldNoSqlOutsideRepositories() {
        super("hold no SQL outside *Repository");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (isRepository(type)) {
            return;
        }
        type.getSource().ifPresent(source -> {
            for (PoolEntry entry : parse(Location.of(source.getUri())).constantPool()) {
                if (entry instanceof Utf8Entry text
                        && SQL.matcher(text.stringValue()).matches()) {
                    events.add(SimpleConditionEvent.violated(
                            type,
                            type.getName() + " holds SQL: " + text.stringValue().strip()));
                }
            }
        });
    }

    private static boolean isRepository(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        int nested = name.indexOf('$');
        return (nested < 0 ? name : name.substring(0, nested)).endsWith("Repository");
    }

    private static java.lang.classfile.ClassModel parse(Location location) {
        try (InputStream in = location.asURI().toURL().openStream()) {
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
