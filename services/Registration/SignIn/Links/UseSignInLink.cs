using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Accounts;

namespace Stadtgespraeche.Registration.SignIn.Links;

/// <summary>
/// Signs the member of a checked link in and uses the link up, both or neither. Refuses what <see cref="SignInLink"/>
/// refuses, the later of two uses at the same moment, and a member who allows no sign-in by mail.
/// </summary>
internal static class UseSignInLink
{
    public static async Task<(string? GoOn, WhyNot? Refused)> HandleAsync(
        HttpContext http,
        RegistrationDbContext db,
        ILinkTrust trust,
        TimeProvider time,
        string? token,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (link, refused) = await SignInLink.ReadAsync(db, trust, time, token, cancellationToken);
        if (link is null || refused is not null)
        {
            return (null, refused);
        }

        // Ending links or mail sign-in holds this lock too: when both happen at once, either the link is refused, or
        // its device is signed out with the others.
        await OpenAccount.Handle(db, link.Member.Id, time.GetUtcNow(), cancellationToken);
        await Credentials.LockAsync(db, link.Member.Id, cancellationToken);
        (link, refused) = await SignInLink.ReadAsync(db, trust, time, token, cancellationToken);
        if (link is null || refused is not null)
        {
            return (null, refused);
        }

        db.Attach(link.Request).Entity.UsedAt = time.GetUtcNow();
        try
        {
            var outcome = await SignInMember.Handle(
                http,
                link.Member.Id,
                SignInMethod.Mail,
                db,
                time,
                cancellationToken
            );
            if (outcome == SignInOutcome.SignedIn)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            return outcome switch
            {
                SignInOutcome.SignedIn => (ReturnPath.Of(link.Request.ReturnTo), null),
                SignInOutcome.MailSignInOff => (null, WhyNot.MailSignInOff),
                _ => (null, WhyNot.NotValid),
            };
        }
        catch (DbUpdateConcurrencyException)
        {
            return (null, WhyNot.Used);
        }
    }
}
