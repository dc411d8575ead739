package io.whypfs.api.content;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Reads of one user's contents; a deleted one is as absent as another user's. Blocking.
 *
 * <p>Without a transaction of the container: when a connection dies under one, its rollback fails and the pool never gets
 * the connection's place back, so that some dozens of reads during a restart of the database would be the last.
 */
@ApplicationScoped
@ActivateRequestContext
public class ContentRepository implements PanacheRepositoryBase<ContentEntity, Long> {

    private static final String NEWEST = " order by createdAt desc, id desc";

    public Optional<ContentEntity> findOwn(long user, long id) {
        return find("id = ?1 and userId = ?2 and deletedAt is null", id, user).firstResultOptional();
    }

    public List<ContentEntity> listNewest(long user, int offset, int limit) {
        return find("userId = ?1 and deletedAt is null" + NEWEST, user)
                .range(offset, (int) Math.min(Integer.MAX_VALUE - 1L, (long) offset + limit - 1))
                .list();
    }

    public List<ContentEntity> listOwn(long user) {
        return find("userId = ?1 and deletedAt is null order by id", user).list();
    }

    public List<ContentEntity> listByRoot(long user, byte[] rootMultihash) {
        return find("root = ?1 and userId = ?2 and deletedAt is null order by id", rootMultihash, user)
                .list();
    }

    /** A user's contents in a bucket, oldest first. */
    public List<ContentEntity> listInBucket(long user, UUID bucket, int offset, int limit) {
        return find("bucket = ?1 and userId = ?2 and deletedAt is null order by id", bucket, user)
                .range(offset, (int) Math.min(Integer.MAX_VALUE - 1L, (long) offset + limit - 1))
                .list();
    }

    /** A user's contents whose bucket has a deal, newest first. */
    public List<ContentEntity> listWithDeals(long user, int offset, int limit) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("""
                        select c.* from contents c
                        where c.user_id = ?1 and c.deleted_at is null
                          and exists (select 1 from deals d where d.bucket_uuid = c.bucket_uuid)
                        order by c.id desc""", ContentEntity.class)
                .setParameter(1, user)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    public boolean hasRoot(long user, byte[] rootMultihash) {
        return count("root = ?1 and userId = ?2 and deletedAt is null", rootMultihash, user) > 0;
    }
}
