using System.Net;
using System.Net.Sockets;

namespace Stadtgespraeche.ServiceDefaults;

/// <summary>
/// What limits count as one place: an IPv4 address, or 64 bits of an IPv6 address, since one household or server has those
/// to itself and could take a new address for each request. An unknown address is a place of its own.
/// </summary>
public static class NetworkKey
{
    public static string Of(IPAddress? address) =>
        address switch
        {
            null => "",
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(
                address.GetAddressBytes().AsSpan(0, 8)
            ),
            _ => address.ToString(),
        };
}
