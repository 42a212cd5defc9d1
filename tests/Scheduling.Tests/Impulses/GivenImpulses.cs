using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Scheduling.Impulses;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Impulses;

/// <summary>Calls and impulses as organisers and members send them.</summary>
internal static class GivenImpulses
{
    /// <summary>All that an impulse needs to be handed in.</summary>
    public static ImpulseContent Content() =>
        new(
            "Haushaltsdaten zum Anfassen",
            "Wie ein Rat seinen Haushalt offen erklärt.",
            Given.Participation,
            "Musterstadt",
            "Offener Haushalt",
            "Ina Probe",
            "Kämmerin",
            null,
            15,
            "Deutsch",
            true
        );

    public static async Task<Guid> CallAsync(
        this ServiceUnderTest<Program> service,
        int days = 14,
        Guid? id = null,
        Guid? session = null
    )
    {
        var call = id ?? Guid.CreateVersion7();
        await (await service.OpenAsync(call, $"Aufruf {call:N}", days, session: session)).OkAsync();
        return call;
    }

    public static Task<HttpResponseMessage> OpenAsync(
        this ServiceUnderTest<Program> service,
        Guid id,
        string title,
        int days,
        long expectedVersion = 0,
        Guid? session = null
    ) =>
        service.Organiser.PutAsJsonAsync(
            $"/calls/{id}",
            new
            {
                title,
                sessionId = session,
                endsOn = Given.InBerlin(days)[..10],
                expectedVersion,
            }
        );

    public static Task<HttpResponseMessage> WriteAsync(
        this HttpClient member,
        Guid id,
        ImpulseContent content,
        Guid? call = null,
        bool handIn = false,
        long expectedVersion = 0,
        string? accessibilityNeeds = null
    ) =>
        member.PutAsJsonAsync(
            $"/me/impulses/{id}",
            new
            {
                content,
                callId = call,
                handIn,
                expectedVersion,
                accessibilityNeeds,
            }
        );

    public static async Task<Guid> HandedInAsync(
        this ServiceUnderTest<Program> service,
        HttpClient member,
        ImpulseContent? content = null
    )
    {
        var id = Guid.CreateVersion7();
        await (await member.WriteAsync(id, content ?? Content(), await service.CallAsync(), handIn: true)).OkAsync();
        return id;
    }

    public static async Task<Guid> AcceptedAsync(
        this ServiceUnderTest<Program> service,
        HttpClient member,
        ImpulseContent? content = null
    )
    {
        var id = await service.HandedInAsync(member, content);
        await (await service.DecideAsync(id, accepted: true)).OkAsync();
        return id;
    }

    public static async Task<HttpResponseMessage> DecideAsync(
        this ServiceUnderTest<Program> service,
        Guid id,
        bool accepted,
        string? reason = null,
        long? contentVersion = null,
        string? expectedState = null
    ) =>
        await service.Organiser.PutAsJsonAsync(
            $"/impulses/{id}/decision",
            new
            {
                accepted,
                reason,
                expectedState,
                contentVersion = contentVersion
                    ?? (await service.ImpulseAsync(id)).GetProperty("contentVersion").GetInt64(),
            }
        );

    public static async Task<JsonElement> ImpulseAsync(this ServiceUnderTest<Program> service, Guid id) =>
        await (await service.Organiser.GetAsync($"/impulses/{id}")).OkAsync();

    public static string? Text(this JsonElement one, string property) => one.GetProperty(property).GetString();
}
