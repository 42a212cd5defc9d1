namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// Registration checked a partner's ResendRequested; every owner of facts answers with its present facts, to that
/// partner only, each marked with <paramref name="Resend"/>, and ends with <see cref="ResendCompleted"/>.
/// </summary>
[Audience(Audience.Hub), Data(Category.None)]
public sealed record ResendOrdered(string Partner, Guid Resend);
