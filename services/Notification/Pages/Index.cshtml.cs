using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Resends;

namespace Stadtgespraeche.Notification.Pages;

/// <summary>How things stand at this city, in numbers.</summary>
public sealed class IndexModel(NotificationDbContext db, LinkKeys keys, HeldMails held, MailServerBackoff rest)
    : AdministratorPage
{
    /// <summary>By what the organisers recognise this service when a key of it waits for them.</summary>
    public string Key => keys.Spoken;

    public int Accepted { get; private set; }

    public int Enrolled { get; private set; }

    public int WithoutAddress { get; private set; }

    public int MailsWaiting { get; private set; }

    /// <summary>Why this city's mail server takes no mails at the moment.</summary>
    public ServerTrouble? Trouble => rest.Trouble;

    /// <summary>When this city has left.</summary>
    public DateTimeOffset? Left { get; private set; }

    /// <summary>The hub's facts are not here yet.</summary>
    public bool Waiting { get; private set; }

    /// <summary>What else mails wait for, in sentences.</summary>
    public IReadOnlyList<string> Held { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Accepted = await db.Members.CountAsync(
            member => member.State == MemberState.Accepted && member.Email != null,
            cancellationToken
        );
        Enrolled = await db.Members.CountAsync(
            member => member.State == MemberState.Enrolled && member.Email != null,
            cancellationToken
        );
        WithoutAddress = await db.Members.CountAsync(
            member => member.State != MemberState.Departed && member.Email == null,
            cancellationToken
        );
        MailsWaiting = await db.Mails.CountAsync(
            mail => mail.Status == MailStatus.Queued || mail.Status == MailStatus.Sending,
            cancellationToken
        );
        Left = await db
            .Installations.Select(installation => installation.LeftAt)
            .SingleOrDefaultAsync(cancellationToken);
        Waiting = await db.AwaitsFactsAsync(cancellationToken);
        Held = await held.WhyAsync(db, cancellationToken);
    }
}
