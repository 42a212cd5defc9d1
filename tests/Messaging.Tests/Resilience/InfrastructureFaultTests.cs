using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Messaging.Tests.Resilience;

public sealed class InfrastructureFaultTests
{
    [Theory]
    [InlineData("57P01")]
    [InlineData("57P03")]
    [InlineData("53300")]
    [InlineData("08006")]
    [InlineData("28P01")]
    [InlineData("40P01")]
    [InlineData("25006")]
    public void A_database_that_ended_our_session_is_no_bug_however_often_it_is_wrapped(string state)
    {
        Exception fault = Postgres(state);
        InfrastructureFault.Is(fault).ShouldBeTrue();
        fault = new DbUpdateException("An error occurred.", fault);
        InfrastructureFault.Is(fault).ShouldBeTrue();
        fault = new InvalidOperationException("An exception has been raised that is likely transient.", fault);
        InfrastructureFault.Is(fault).ShouldBeTrue();
        InfrastructureFault.Is(new AggregateException(new FormatException(), fault)).ShouldBeTrue();
        InfrastructureFault
            .Name(fault)
            .ShouldBe($"InvalidOperationException <- DbUpdateException <- PostgresException {state}");
    }

    [Theory]
    [InlineData("23505")]
    [InlineData("22021")]
    [InlineData("42P01")]
    [InlineData("22003")]
    public void What_the_database_refuses_for_its_content_is(string state) =>
        InfrastructureFault
            .Is(new InvalidOperationException("x", new DbUpdateException("x", Postgres(state))))
            .ShouldBeFalse();

    [Fact]
    public void A_broker_or_a_service_that_is_away_is_no_bug()
    {
        InfrastructureFault.Is(new NpgsqlException("Failed to connect", new SocketException())).ShouldBeTrue();
        InfrastructureFault.Is(new BrokerUnreachableException(new AuthenticationFailureException("no"))).ShouldBeTrue();
        InfrastructureFault.Is(new HttpRequestException("refused", new SocketException())).ShouldBeTrue();
        InfrastructureFault.Is(new HttpRequestException("x", null, HttpStatusCode.BadGateway)).ShouldBeTrue();
        InfrastructureFault.Is(new HttpRequestException("x", null, HttpStatusCode.NotFound)).ShouldBeFalse();
        InfrastructureFault.Is(new InvalidOperationException("a bug")).ShouldBeFalse();
        InfrastructureFault.Is(null).ShouldBeFalse();
    }

    [Fact]
    public void The_name_of_a_fault_says_nothing_of_what_stands_in_a_row() =>
        InfrastructureFault
            .Name(new DbUpdateException("erika@beispiel.example", new FormatException("Erika Muster")))
            .ShouldBe("DbUpdateException <- FormatException");

    private static PostgresException Postgres(string state) => new("Erika Muster", "ERROR", "ERROR", state);
}
