using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// For a member whose mails somebody else may read: ends the links in all mails up to now, and the other devices that
/// were signed in by such a link. Mails from now on carry links that count again. In the caller's transaction; the
/// caller saves.
/// </summary>
internal static class EndLinks
{
    public static async Task HandleAsync(
        RegistrationDbContext db,
        Guid memberId,
        Guid? thisDevice,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        (await db.Members.SingleAsync(member => member.Id == memberId, cancellationToken)).LinksNotBefore = now;
        await db.EndOtherDevicesAsync(memberId, SignInMethod.Mail, thisDevice, cancellationToken);
        db.Publish(new LinksEnded(memberId, now));
    }
}
