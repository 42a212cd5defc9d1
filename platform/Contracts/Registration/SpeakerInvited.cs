namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// An organiser invited somebody without an account to hand in an impulse: from now on <paramref name="ImpulseId"/> is
/// that person's, who reaches it by the link of a mail. The address is sealed in <see cref="SpeakerContactGiven"/>.
/// </summary>
[Audience(Audience.Hub), Data(Category.None)]
public sealed record SpeakerInvited(
    Guid ImpulseId,
    Guid? CallId,
    [Data(Category.Personal)] string Name,
    DateTimeOffset InvitedAt
);
