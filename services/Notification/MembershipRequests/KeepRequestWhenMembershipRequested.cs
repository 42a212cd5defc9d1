using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.SignIn;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.MembershipRequests;

/// <summary>
/// Keeps what somebody asked in the portal for the city's coordinator. Whoever asks again before an answer replaces
/// what was asked before. Dropped and logged by its id: what no key of this city opens, what no person could have
/// typed, and more than <see cref="MostOpen"/> that wait.
/// </summary>
public sealed class KeepRequestWhenMembershipRequested(
    NotificationDbContext db,
    AddressKeys keys,
    TimeProvider time,
    ILogger<KeepRequestWhenMembershipRequested> log
) : IConsumer<MembershipRequested>
{
    public const int MostOpen = 500;
    private const int Longest = 200;

    private sealed record Content(string? FirstName, string? LastName, string? Title, string? Faction, string? Address);

    public async Task Consume(ConsumeContext<MembershipRequested> context)
    {
        var (id, cancellationToken) = (context.Message.RequestId, context.CancellationToken);
        if (Read(context.Message.SealedRequest) is not { } request)
        {
            log.LogWarning(
                "Membership request {Request} was dropped: no key of this city opens it, or it is not complete",
                id
            );
            return;
        }

        await db.LockRequestsAsync(cancellationToken);
        if (await db.MembershipRequests.AnyAsync(row => row.Id == id, cancellationToken))
        {
            return;
        }

        var open = await db.MembershipRequests.SingleOrDefaultAsync(
            row => row.Email == request.Email && row.State == RequestState.Open,
            cancellationToken
        );
        var asked = context.SentTime is { } sent ? new DateTimeOffset(sent.ToUniversalTime()) : time.GetUtcNow();
        if (open is not null)
        {
            // Of two that wait in the queue the older may come last.
            if (asked > open.ReceivedAt)
            {
                (open.FirstName, open.LastName, open.Title, open.Faction, open.ReceivedAt) = (
                    request.FirstName,
                    request.LastName,
                    request.Title,
                    request.Faction,
                    asked
                );
            }

            return;
        }

        if (
            await db.MembershipRequests.CountAsync(row => row.State == RequestState.Open, cancellationToken) >= MostOpen
        )
        {
            log.LogWarning("Membership request {Request} was dropped: {Most} wait already", id, MostOpen);
            return;
        }

        (request.Id, request.ReceivedAt) = (id, asked);
        db.Add(request);
    }

    private MembershipRequest? Read(string seal)
    {
        try
        {
            return
                keys.OpenText(seal) is { } text
                && JsonSerializer.Deserialize<Content>(text, JsonSerializerOptions.Web) is { } content
                && Line(content.FirstName) is { } first
                && Line(content.LastName) is { } last
                && content.Address is { } typed
                && MailboxSpelling.Of(typed) is var address
                && MemberRules.IsAddress(address)
                && $"{content.Title} {first} {last}".Length <= Longest
                ? new MembershipRequest
                {
                    FirstName = first,
                    LastName = last,
                    Title = Line(content.Title),
                    Faction = Line(content.Faction),
                    Email = address,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Line(string? text) =>
        CleanText.Characters(text)?.Trim() is { Length: > 0 and <= Longest } line && !line.Any(char.IsControl)
            ? line
            : null;
}
