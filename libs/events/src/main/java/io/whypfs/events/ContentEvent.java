package io.whypfs.events;

/** A fact about a content, told on {@link Topics#CONTENT}. */
public sealed interface ContentEvent extends Event permits ContentStored, ContentDeleted {

    @Override
    default String topic() {
        return Topics.CONTENT;
    }
}
