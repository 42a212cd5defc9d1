using Microsoft.AspNetCore.Identity;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Site.Passkeys;

/// <summary>
/// A passkey (WebAuthn credential) as a service stores it: the public key and what the authenticator told of itself.
/// </summary>
public abstract class StoredPasskey
{
    public const int LongestCredentialId = 1023;

    [Data(Category.Personal)]
    public required byte[] CredentialId { get; init; }

    [Data(Category.Personal)]
    public required byte[] PublicKey { get; init; }

    [Data(Category.Personal)]
    public required DateTimeOffset CreatedAt { get; init; }

    [Data(Category.Personal)]
    public long SignCount { get; set; }

    [Data(Category.Personal)]
    public string[] Transports { get; set; } = [];

    [Data(Category.Personal)]
    public bool UserVerified { get; set; }

    [Data(Category.Personal)]
    public bool BackupEligible { get; set; }

    [Data(Category.Personal)]
    public bool BackedUp { get; set; }

    /// <summary>Takes what the authenticator tells of itself at every use.</summary>
    public virtual void Update(UserPasskeyInfo told)
    {
        (SignCount, Transports) = (told.SignCount, told.Transports ?? []);
        (UserVerified, BackupEligible, BackedUp) = (told.IsUserVerified, told.IsBackupEligible, told.IsBackedUp);
    }

    public virtual UserPasskeyInfo ToInfo() =>
        new(
            CredentialId,
            PublicKey,
            CreatedAt,
            (uint)SignCount,
            Transports,
            UserVerified,
            BackupEligible,
            BackedUp,
            [],
            []
        );
}
