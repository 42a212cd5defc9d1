using System.Diagnostics;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// A mail to one person that is about no session: it answers what the person asked for, under that request's id.
/// </summary>
internal static class PersonMail
{
    public static Mail Of(string kind, Guid member, Guid request, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            MemberId = member,
            SessionId = request,
            Kind = kind,
            Status = MailStatus.Queued,
            Priority = 0,
            Due = now,
            CreatedAt = now,
            // Nothing that the hub would need after a restore.
            Reported = true,
            TraceParent = Activity.Current?.Id,
        };
}
