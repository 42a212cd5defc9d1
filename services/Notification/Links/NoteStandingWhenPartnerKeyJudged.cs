using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Notification.Links;

/// <summary>
/// Notes how the hub stands to a key of this city; once it is trusted, the mails that waited for that go out. A lower
/// standing that comes late changes nothing.
/// </summary>
public sealed class NoteStandingWhenPartnerKeyJudged(NotificationDbContext db) : IConsumer<PartnerKeyJudged>
{
    public Task Consume(ConsumeContext<PartnerKeyJudged> context)
    {
        var (keyId, standing) = (context.Message.KeyId, (int)context.Message.Standing);
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into link_key_standings (key_id, standing) values ({keyId}, {standing})
            on conflict (key_id) do update set standing = excluded.standing
              where link_key_standings.standing < excluded.standing
            """,
            context.CancellationToken
        );
    }
}
