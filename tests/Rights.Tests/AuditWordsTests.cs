using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification;
using Stadtgespraeche.Registration;
using CityWords = Stadtgespraeche.Notification.Pages.AuditWords;
using HubEntry = Stadtgespraeche.Portal.Api.AuditEntry;
using HubWords = Stadtgespraeche.Portal.Pages.Organiser.AuditWords;

namespace Stadtgespraeche.Rights.Tests;

/// <summary>The logs of changes are read by people: no operation stands there by its English name.</summary>
public sealed class AuditWordsTests(Platform platform)
{
    [Fact]
    public void The_hubs_log_has_German_words_for_every_operation() =>
        Platform
            .HubServices.SelectMany(platform.RoutesOf)
            .Where(route => route.Metadata.GetMetadata<AuditedAttribute>() is not null)
            .Select(OperationOf)
            .Concat(OnPages(typeof(RegistrationDbContext)))
            .Distinct()
            .Where(operation => HubWords.What(Entry(operation)) == operation)
            .ShouldBeEmpty();

    [Fact]
    public void A_citys_log_has_German_words_for_every_operation() =>
        OnPages(typeof(NotificationDbContext))
            .Distinct()
            .Where(operation =>
                CityWords.What(
                    new AuditEntry
                    {
                        Id = Guid.Empty,
                        At = DateTimeOffset.UnixEpoch,
                        Operation = operation,
                        TargetKind = "member",
                        Via = "page",
                        Role = "administrator",
                        Outcome = "done",
                    }
                ) == operation
            )
            .ShouldBeEmpty();

    private static string OperationOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<AuditedAttribute>()!.Operation
        ?? route.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
        ?? route.DisplayName!;

    private static IEnumerable<string> OnPages(Type ofAssembly) =>
        ofAssembly
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                    .Cast<MemberInfo>()
                    .Append(type)
            )
            .Select(member => member.GetCustomAttribute<AuditedAttribute>()?.Operation)
            .OfType<string>();

    private static HubEntry Entry(string operation) =>
        new(
            Guid.Empty,
            DateTimeOffset.UnixEpoch,
            "session",
            null,
            null,
            "organiser",
            operation,
            "session",
            null,
            "done"
        );
}
