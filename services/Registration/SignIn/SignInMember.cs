using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.Accounts;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>What became of a sign-in; anything but <see cref="SignedIn"/> has changed nothing.</summary>
internal enum SignInOutcome
{
    SignedIn,
    MemberUnknown,

    /// <summary>This member allows no sign-in by mail.</summary>
    MailSignInOff,
}

/// <summary>
/// Signs a member in on this device after <em>the caller</em> has checked by <see cref="SignInMethod"/> who it is:
/// makes the account the first time, ends what was signed in here before, and begins a device session with a new
/// cookie. What the caller has added to the context (a link that is used up) is saved with it or not at all, so its
/// conflict is thrown from here as DbUpdateException. Members whose mandate has ended may sign in too, to read, export
/// and erase: see <see cref="Api.EndedMandate"/>.
/// </summary>
internal static class SignInMember
{
    public static async Task<SignInOutcome> Handle(
        HttpContext http,
        Guid memberId,
        string method,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(row => row.Id == memberId, cancellationToken);
        if (member is null || !member.WasEnrolled())
        {
            return SignInOutcome.MemberUnknown;
        }

        await OpenAccount.Handle(db, memberId, now, cancellationToken);
        var account = await db.Accounts.SingleAsync(row => row.Id == memberId, cancellationToken);
        if (method == SignInMethod.Mail && account.MailSignInOff)
        {
            return SignInOutcome.MailSignInOff;
        }

        // Whatever this browser carried before says nothing about who holds it now.
        var before = (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal?.DeviceSession();
        var replaced = await db.DeviceSessions.Where(row => row.Id == before).ToListAsync(cancellationToken);
        db.DeviceSessions.RemoveRange(replaced);
        var session = db
            .DeviceSessions.Add(
                new DeviceSession
                {
                    Id = Guid.CreateVersion7(now),
                    AccountId = memberId,
                    Method = method,
                    Device = DeviceName.Of(http.Request.Headers.UserAgent),
                    CreatedAt = now,
                    LastUsedAt = now,
                }
            )
            .Entity;
        await db.SaveChangesAsync(cancellationToken);

        await http.SignInAsync(
            IdentityConstants.ApplicationScheme,
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [
                        new("sub", $"{memberId}"),
                        new("sid", $"{session.Id}"),
                        new("partner", member.Partner),
                        new("amr", method),
                        new("auth_time", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
                        new(SignInCookie.StampClaim, account.SecurityStamp),
                    ],
                    IdentityConstants.ApplicationScheme,
                    "sub",
                    "role"
                )
            ),
            new AuthenticationProperties { IsPersistent = true }
        );
        return SignInOutcome.SignedIn;
    }
}
